package dev.ramekin.source.chef;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The resource types that Chef Infra Client 16 has itself (Chef docs, "All Infra Resources"). */
final class ChefTypes {
  /** What each type does when no action is named. */
  private static final Map<String, String> ACTIONS =
      read(
          """
          add: apt_preference apt_repository chef_client_cron chef_client_scheduled_task
            chef_client_systemd_timer chef_client_trusted_certificate chocolatey_source
            ifconfig route windows_path windows_user_privilege
          allow: cron_access cron_manage
          apply: sysctl sysctl_param
          attach: rhsm_subscription
          break: breakpoint
          configure: windows_dfs_server windows_uac
          create: aix_user chef_client_config chef_vault_secret cookbook_file cron cron_d
            directory dscl_user env file group launchd link linux_user mac_user mdadm
            ohai_hint openssl_dhparam openssl_ec_private_key openssl_ec_public_key
            openssl_rsa_key openssl_rsa_private_key openssl_rsa_public_key openssl_x509
            openssl_x509_certificate openssl_x509_crl openssl_x509_request pw_user
            registry_key remote_directory remote_file solaris_user ssh_known_hosts_entry sudo
            swap_file template user user_ulimit windows_auto_run windows_certificate
            windows_dfs_folder windows_dfs_namespace windows_dns_record windows_dns_zone
            windows_env windows_firewall_rule windows_printer windows_printer_port
            windows_share windows_shortcut windows_task windows_user yum_repository
            zypper_repo zypper_repository
          enable: chef_client_launchd chef_handler chocolatey_feature rhsm_repo
            windows_firewall_profile
          extract: archive_file libarchive_file
          get: http_request
          install: alternatives apt_package bff_package build_essential cab_package chef_gem
            chocolatey_package dmg_package dnf_package dpkg_package freebsd_package
            gem_package homebrew_cask homebrew_package ips_package kernel_module
            macports_package msu_package openbsd_package osx_config_profile osx_profile
            package pacman_package paludis_package portage_package powershell_package
            rhsm_errata rhsm_errata_level rpm_package smartos_package snap_package
            solaris_package windows_feature windows_feature_dism windows_feature_powershell
            windows_font windows_package yum_package zypper_package
          join: windows_ad_join windows_workgroup
          mount: mount
          nothing: macosx_service notify_group reboot service systemd_unit windows_service
          periodic: apt_update homebrew_update
          register: powershell_package_source rhsm_register
          reload: ohai
          run: bash batch csh dsc_resource dsc_script execute ksh perl powershell_script
            python ruby ruby_block script whyrun_safe_ruby_block
          set: chocolatey_config hostname plist timezone windows_audit_policy windows_pagefile
            windows_security_policy
          sleep: chef_sleep
          sync: git subversion
          tap: homebrew_tap
          update: locale
          write: log mac_os_x_userdefaults macos_userdefaults
          """);

  /**
   * Types that came into Chef from cookbooks. Chef prefers its own to those of cookbooks, which it
   * declares by {@code provides(:sudo) { true }}.
   */
  private static final Set<String> PREFERRED =
      Set.of(
          """
          alternatives apt_preference apt_repository apt_update build_essential chef_handler
          dmg_package homebrew_cask homebrew_tap homebrew_update mac_os_x_userdefaults
          macos_userdefaults ohai_hint openssl_dhparam openssl_rsa_key
          openssl_rsa_private_key openssl_rsa_public_key openssl_x509 registry_key
          rhsm_errata rhsm_errata_level rhsm_register rhsm_repo rhsm_subscription sudo
          swap_file sysctl sysctl_param systemd_unit windows_auto_run windows_feature
          windows_feature_dism windows_feature_powershell windows_font windows_package
          windows_pagefile windows_path windows_printer windows_printer_port windows_service
          windows_shortcut windows_task yum_repository zypper_repo zypper_repository
          """
              .strip()
              .split("\\s+"));

  private ChefTypes() {}

  private static Map<String, String> read(String table) {
    Map<String, String> actions = new HashMap<>();
    String action = "";
    for (String word : table.strip().split("\\s+")) {
      if (word.endsWith(":")) {
        action = word.substring(0, word.length() - 1);
      } else {
        actions.put(word, action);
      }
    }
    return Map.copyOf(actions);
  }

  /** Returns whether it is one of Chef's own. */
  static boolean isKnown(String type) {
    return ACTIONS.containsKey(type);
  }

  /** Returns whether Chef takes its own although a cookbook defines one of the same name. */
  static boolean isPreferred(String type) {
    return PREFERRED.contains(type);
  }

  /** Returns what a type does when no action is named; nothing is known of other types. */
  static List<String> defaultActions(String type) {
    return ACTIONS.containsKey(type) ? List.of(ACTIONS.get(type)) : List.of();
  }
}
