name 'apt'
version '0.0.0'
description 'Stand-in for the community cookbook apt'
