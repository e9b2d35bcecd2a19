# What must hold inside the running container of ${service.name}; docs/checks.md of Ramekin tells the format.
service: ${service.name}
image: ${q(service.plainImage)}
source: ${q(service.source)}
packages:<#if !packages?has_content> {}</#if>
<#list packages as package>
  ${q(package.name)}: ${q(package.version)}
</#list>
files:<#if !files?has_content> []</#if>
<#list files as file>
  - path: ${q(file.path)}
    type: ${file.type}
<#if file.target?has_content>
    target: ${q(file.target)}
</#if>
<#if file.mode?has_content>
    mode: '${file.mode}'
</#if>
<#if file.owner?has_content>
    owner: ${q(file.owner)}
</#if>
<#if file.group?has_content>
    group: ${q(file.group)}
</#if>
<#if file.sha256?has_content>
    sha256: ${q(file.sha256)}
</#if>
    source: ${q(file.source)}
</#list>
users:<#if !users?has_content> []</#if>
<#list users as user>
  - name: ${q(user.name)}
<#if user.uid?has_content>
    uid: '${user.uid}'
</#if>
<#if user.group?has_content>
    group: ${q(user.group)}
</#if>
<#if user.home?has_content>
    home: ${q(user.home)}
</#if>
<#if user.shell?has_content>
    shell: ${q(user.shell)}
</#if>
<#if user.groups?has_content>
    groups: ${user.groups}
</#if>
    source: ${q(user.source)}
</#list>
groups:<#if !groups?has_content> []</#if>
<#list groups as group>
  - name: ${q(group.name)}
<#if group.gid?has_content>
    gid: '${group.gid}'
</#if>
<#if group.members?has_content>
    members: ${group.members}
</#if>
    source: ${q(group.source)}
</#list>
process:
  user: ${q(service.processUser)}
ports: [<#list service.ports as port>${port}<#sep>, </#list>]
<#if service.probe?has_content>
probe:
  command: ${service.probeCommand}
  timeoutSeconds: ${service.probe.timeout}
</#if>
stop:
  seconds: ${service.stopSeconds}
<#if service.exitStatuses?has_content>
  status: [<#list service.exitStatuses as status>${status}<#sep>, </#list>]
</#if>
<#if service.roundTrip?has_content>
roundTrip:
<#if service.roundTrip.write?has_content>
  write: ${q(service.roundTrip.write)}
</#if>
  read: ${q(service.roundTrip.read)}
  lasting: ${service.roundTrip.lasting?c}
</#if>
