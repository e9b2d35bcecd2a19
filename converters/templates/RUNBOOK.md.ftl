# Runbook: ${project}

What you typed on the host, and what you type now. All commands run in the folder of `compose.yaml`.

## First time

    ./fetch.sh                        # packages, by hash, into pantry/
    docker buildx bake                # images
    docker compose up --detach --wait # starts everything, waits until it is healthy
<#if unknownSecrets?has_content>

Before the first start write these files, whose values the source does not hold:
<#list unknownSecrets as secret>`secrets/${secret}`<#sep>, </#list>.
</#if>

## Services

| service | was on | image | reached from outside | keeps |
|---|---|---|---|---|
<#list services as service>
| `${service.name}` | ${service.hosts} | `${service.plainImage}` | ${service.outside} | ${service.keeps} |
</#list>

<#list services as service>
## ${service.name}

| on the host | now |
|---|---|
| `systemctl start ${service.unit}` | `docker compose up --detach --wait ${service.name}` |
| `systemctl stop ${service.unit}` | `docker compose stop ${service.name}` |
| `systemctl restart ${service.unit}` | `docker compose restart ${service.name}` |
| `systemctl status ${service.unit}` | `docker compose ps ${service.name}` |
| `journalctl -u ${service.unit} -f` | `docker compose logs --follow ${service.name}` |
| a shell on the machine | `docker compose exec ${service.name} sh` |
| a look at its load | `docker compose stats --no-stream ${service.name}` |
| edit a configuration file | edit it in `images/${service.stage}/rootfs`, `docker buildx bake ${service.stage}`, `docker compose up --detach --wait ${service.name}` |
<#list service.volumeRows as row>
| back up ${row.path} | `docker compose stop ${service.name} && docker run --rm --volume ${project}_${row.volume}:/from:ro --volume "$PWD":/to ${service.plainImage} tar -c -f /to/${row.volume}.tar -C /from .` |
</#list>

</#list>
## Jobs by schedule

<#if jobs?has_content>
<#list jobs as job>
- `${job}` runs them; `docker compose logs ${job}` shows output and exit status.
</#list>
<#else>
None.
</#if>

## Upgrade and roll back

`ramekin drift .` in this folder tells what the archives, registries and repositories have by now that `ramekin.lock` has not.
`ramekin freeze .` takes it, `ramekin freeze . --update PACKAGE` only that package and what it needs; the difference of the lock
is what to review. Images are tagged by the date of the package archives they were frozen with (the newest: `${tag}`), so the
image from before stays until you remove it. To roll back: take the old `ramekin.lock`, `compose.yaml` and `images/` from
version control and run `docker compose up --detach --wait`.

## What stays with the host

<#if hostNotes?has_content>
<#list hostNotes as note>
- ${note}
</#list>
<#else>
Nothing of the source.
</#if>
<#if unstarted?has_content>

No service needs what is in <#list unstarted as image>`${image}`<#sep>, </#list>, so nothing starts <#if unstarted?size = 1>it<#else>them</#if>. To look at it, or to take a
part of it to the machine that the containers run on:

    docker run --rm -it ${unstarted?first} bash
    docker run --rm ${unstarted?first} tar -c -C / etc/sysctl.d | tar -x -C /
</#if>
