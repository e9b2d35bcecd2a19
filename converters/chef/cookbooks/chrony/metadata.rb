name 'chrony'
version '0.0.0'
description 'Stand-in for the community cookbook chrony'
