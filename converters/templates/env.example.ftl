# Copy this file to .env and change what has to be different; compose and bake read it.

# Registry the images are pushed to and pulled from, with a slash at its end; empty for this machine alone.
REGISTRY=
<#list ports as port>

# Port of the host that ${port.service} answers on (${port.number} in the container).
${port.variable}=${port.number}
</#list>
<#if secrets?has_content>

# Secrets are no variables: each is a file in secrets/, whose content is the value.
<#list secrets as secret>
#   secrets/${secret.name} (${secret.origin})<#if !secret.known>: its value is not in the source, write it</#if>
</#list>
</#if>
