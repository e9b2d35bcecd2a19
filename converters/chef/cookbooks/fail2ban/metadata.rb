name 'fail2ban'
version '0.0.0'
description 'Stand-in for the community cookbook fail2ban'
