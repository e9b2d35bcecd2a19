#!/bin/sh
# Prepares the container and becomes its service. Runs at every start, so it does only what is missing.
set -eu
<#if start.rendered?has_content>

# Puts secrets into a file: the image holds a template, the result lives in memory only.
#   render PATH MODE OWNER
render() {
  mkdir -p "${start.renderedFolder}$(dirname "$1")"
  (
    umask 077
    awk '
      function secret(name,   file, line, value, count, status) {
        file = "/run/secrets/" name
        while ((status = (getline line < file)) > 0) value = count++ ? value "\n" line : line
        if (status < 0) { print "the secret " name " is missing" > "/dev/stderr"; failed = 1; exit 1 }
        close(file)
        return value
      }
      {
        rest = $0
        while (match(rest, /@secret:[a-z0-9_]+@/)) {
          printf "%s%s", substr(rest, 1, RSTART - 1), secret(substr(rest, RSTART + 8, RLENGTH - 9))
          rest = substr(rest, RSTART + RLENGTH)
        }
        print rest
      }
      END { exit failed }
    ' "${start.templateFolder}$1" >"${start.renderedFolder}$1"
  )
  chmod "$2" "${start.renderedFolder}$1"
  if [ "$(id -u)" -eq 0 ]; then chown "$3" "${start.renderedFolder}$1"; fi
}

<#list start.rendered as file>
# ${file.source}
render ${file.path} ${file.mode} ${file.owner}
</#list>
</#if>
<#if start.keys?has_content>

# Keys of this container's own: the image holds none. They live in memory, a new start makes new ones.
#   put_key FILE MODE OWNER
put_key() {
  chmod "$2" "$1"
  # Where it may not be given to its group, nobody else is in here anyway.
  if [ "$(id -u)" -eq 0 ]; then chown "$3" "$1" 2>/dev/null || chmod a+r "$1"; fi
}
<#list start.keys as key>

if ! [ -s ${key.first} ]; then
  mkdir -p<#list key.folders as folder> ${folder}</#list>
  make_key() { ${key.command}; }
  (umask 077 && make_key<#list key.files as file> ${file.path}</#list>)
<#list key.files as file>
  put_key ${file.path} ${file.mode} ${file.owner}
</#list>
  echo "start: made ${key.makes}: ${key.first}" >&2
fi
</#list>
</#if>
<#if start.environmentFiles?has_content>

# Lines NAME=value become variables; as with systemd, nothing in them is expanded.
while IFS= read -r line; do
  case $line in
    '' | '#'* | ';'*) continue ;;
    *=*) ;;
    *) continue ;;
  esac
  value=${r"${line#*=}"}
  case $value in
    \"*\") value=${r"${value#?}"} value=${r"${value%?}"} ;;
    \'*\') value=${r"${value#?}"} value=${r"${value%?}"} ;;
  esac
  export "${r"${line%%=*}"}=$value"
done <<VARIABLES
$(<#list start.environmentFiles as file>cat ${file} 2>/dev/null || true<#sep>; </#list>)
VARIABLES
</#if>
<#if start.lines?has_content>

<#list start.lines as line>
${line}
</#list>
</#if>

exec "$@"
