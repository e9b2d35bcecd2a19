name 'bind9'
version '0.0.0'
description 'Stand-in for the community cookbook bind9'
