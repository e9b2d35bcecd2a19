name 'postgresql'
version '0.0.0'
description 'Stand-in for the community cookbook postgresql'
