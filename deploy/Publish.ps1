<#
.SYNOPSIS
Publishes SsdClr to one database: trusts the assemblies, publishes the dacpac, applies settings, makes the jobs, runs csc.preflight.

.DESCRIPTION
A convenience around the files beside it, each of which can be run by hand instead. Everything is looked at before anything is changed. It connects with the
Windows account that runs it and handles no secret: secrets are set with csc.set_secret in a query window. While none is set, csc.preflight is left out. It ends
with 0, or with 1 and one line that says what to do. -WhatIf shows the steps and does none.

.EXAMPLE
.\Publish.ps1 -ServerInstance REPORTS -Database SsdClr -Trust -SettingsFile .\settings.txt -WhatIf

.EXAMPLE
.\Publish.ps1 -ServerInstance REPORTS -Database SsdClr -Trust -SettingsFile .\settings.txt -Job
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param (
    # Server, with its instance: SERVER or SERVER\INSTANCE.
    [Parameter(Mandatory = $true)]
    [string] $ServerInstance,

    # Database for the schema csc. SqlPackage creates it where there is none.
    [Parameter(Mandatory = $true)]
    [string] $Database,

    # Only the previews: nothing that could leave the server.
    [switch] $PayloadOnly,

    # Runs trust.sql first. Needs sysadmin or CONTROL SERVER.
    [switch] $Trust,

    # With -Trust: sets 'clr enabled' to 1, for the whole server.
    [switch] $EnableClr,

    # Settings, a line each: name = value. Blank lines and lines that start with # are skipped.
    [string] $SettingsFile,

    # Runs agent-job.sql. Needs sysadmin. Jobs that it has made for this database stay as they are.
    [switch] $Job,

    # Full path of SqlPackage, where it is not found by itself.
    [string] $SqlPackage,

    # Takes the server's certificate unseen, for servers with one that they made themselves.
    [switch] $TrustServerCertificate
)

$ErrorActionPreference = 'Stop'

function Find-Tool {
    param ([string] $Name, [string] $Given, [string[]] $Places, [string] $Advice)

    if ($Given) {
        if (Test-Path -LiteralPath $Given -PathType Leaf) { return $Given }
        throw "There is no file $Given."
    }

    $command = Get-Command -Name $Name -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($command) { return $command.Path }

    $file = Get-Item -Path $Places -ErrorAction SilentlyContinue | Sort-Object -Property LastWriteTime -Descending | Select-Object -First 1
    if ($file) { return $file.FullName }

    throw "$Name was not found. $Advice"
}

function ConvertTo-Literal {
    param ([string] $Text)

    return "N'" + $Text.Replace("'", "''") + "'"
}

# The statements that a settings file stands for; every fault of it is reported at once.
function Read-SettingsFile {
    param ([string] $Path)

    $statements = @()
    $faults = @()
    $seen = @{}
    $number = 0
    foreach ($line in Get-Content -LiteralPath $Path -Encoding UTF8) {
        $number++
        if ($line -match '^\s*(#|$)') { continue }
        if ($line -notmatch '^\s*([a-z0-9_]+)\s*=\s*(.*?)\s*$') { $faults += "line $number is not of the form name = value"; continue }
        $name = $Matches[1]
        $value = $Matches[2]
        if ($name -match 'secret|password|key$') { $faults += "line ${number}: $name does not belong in a file; set it with csc.set_secret"; continue }
        if ($seen.ContainsKey($name)) { $faults += "line ${number}: $name is there twice"; continue }
        $seen[$name] = $true
        $statements += "EXECUTE [csc].[set_setting] @name = $(ConvertTo-Literal -Text $name), @value = $(ConvertTo-Literal -Text $value);"
    }

    if ($faults) { throw "${Path}: $($faults -join '; ')." }
    return $statements
}

# Gives a variable of a script another value than the one it is declared with.
function Edit-Value {
    param ([string] $Text, [string] $Name, [string] $Value)

    $pattern = "(?m)^(\s+@$Name\s+\S+\s+=\s+)(N'[^']*'|\d+)(?=[,;])"
    if ($Text -notmatch $pattern) { throw "A script has no value @$Name to edit. Use the files of one build together." }
    return $Text -replace $pattern, ('${1}' + $Value.Replace('$', '$$'))
}

# False with -WhatIf. The method ShouldProcess cannot be called in constrained language mode.
function Test-Step {
    param ([string] $Step)

    if ($WhatIfPreference) { Write-Host "What if: $Step."; return $false }
    Write-Host "$Step ..."
    return $true
}

function Invoke-Script {
    param ([string] $Text, [string] $InDatabase, [string] $Step)

    $file = New-TemporaryFile
    try {
        Set-Content -LiteralPath $file.FullName -Value $Text -Encoding UTF8
        # -b: an error ends it; -I: quoted identifiers, as indexes and views of csc need them; -x: no SQLCMD variables.
        & $sqlcmd @connection -d $InDatabase -b -I -x -f 65001 -W -i $file.FullName
        if ($LASTEXITCODE -ne 0) { throw "$Step failed: see the message above. Steps before it are done; run this again when the cause is gone." }
    }
    finally {
        Remove-Item -LiteralPath $file.FullName
    }
}

try {
    # What is needed, before anything is changed
    $variant = if ($PayloadOnly) { 'SsdClr.payload-only' } else { 'SsdClr' }
    $dacpac = Join-Path -Path $PSScriptRoot -ChildPath "$variant.dacpac"
    $needed = @($dacpac)
    if ($Trust) { $needed += Join-Path -Path $PSScriptRoot -ChildPath 'trust.sql' }
    if ($Job) { $needed += Join-Path -Path $PSScriptRoot -ChildPath 'agent-job.sql' }
    if ($SettingsFile) { $needed += $SettingsFile }
    foreach ($file in $needed) {
        if (-not (Test-Path -LiteralPath $file -PathType Leaf)) { throw "There is no file $file." }
    }

    if ($PayloadOnly -and $Job) { throw 'With -PayloadOnly there is nothing for a job to send: leave out -Job.' }
    if ("$ServerInstance$Database" -match '"') { throw 'A name with a double quote does not reach sqlcmd and SqlPackage whole: use SsdClr.install.sql in a query window.' }
    if ($EnableClr -and -not $Trust) { throw '-EnableClr belongs to trust.sql: add -Trust.' }

    $settings = @()
    if ($SettingsFile) { $settings = @(Read-SettingsFile -Path $SettingsFile) }

    $sqlcmd = Find-Tool -Name 'sqlcmd' -Advice 'It comes with SQL Server and its tools; or run the scripts in a query window.' -Places @(
        "$env:ProgramFiles\Microsoft SQL Server\Client SDK\ODBC\*\Tools\Binn\SQLCMD.EXE")
    $package = Find-Tool -Name 'SqlPackage' -Given $SqlPackage -Advice "Name it with -SqlPackage, or run $variant.install.sql in a query window instead of this." -Places @(
        "$env:ProgramFiles\Microsoft SQL Server\*\DAC\bin\SqlPackage.exe",
        "${env:ProgramFiles(x86)}\Microsoft SQL Server\*\DAC\bin\SqlPackage.exe",
        "$env:ProgramFiles\Microsoft Visual Studio\*\*\Common7\IDE\Extensions\Microsoft\SQLDB\DAC\SqlPackage.exe")

    $connection = @('-S', $ServerInstance, '-E')
    $publish = @('/Action:Publish', "/SourceFile:$dacpac", "/TargetServerName:$ServerInstance", "/TargetDatabaseName:$Database")
    # By default SqlPackage switches triggers of the database off and on again, and drops descriptions and statistics that a DBA made.
    $publish += '/p:DisableAndReenableDdlTriggers=False', '/p:DropExtendedPropertiesNotInSource=False', '/p:DropStatisticsNotInSource=False'
    if ($TrustServerCertificate) {
        $connection += '-C'
        $publish += '/TargetTrustServerCertificate:True'
    }

    if ($Trust -and (Test-Step -Step "Trust the assemblies on $ServerInstance by trust.sql")) {
        $text = Get-Content -LiteralPath (Join-Path -Path $PSScriptRoot -ChildPath 'trust.sql') -Encoding UTF8 -Raw
        if ($PayloadOnly) { $text = Edit-Value -Text $text -Name 'with_submission' -Value '0' }
        if ($EnableClr) { $text = Edit-Value -Text $text -Name 'enable_clr' -Value '1' }
        Invoke-Script -Text $text -InDatabase 'master' -Step 'trust.sql'
    }

    if (Test-Step -Step "Publish $variant.dacpac to $Database on $ServerInstance") {
        & $package @publish
        if ($LASTEXITCODE -ne 0) { throw 'SqlPackage failed: see the message above. Nothing after it was done.' }
    }

    if ($settings.Count -gt 0 -and (Test-Step -Step "Set $($settings.Count) settings")) {
        $text = (@('SET XACT_ABORT ON;', 'BEGIN TRANSACTION;') + $settings + @('COMMIT TRANSACTION;')) -join "`r`n"
        Invoke-Script -Text $text -InDatabase $Database -Step 'Applying the settings'
    }

    if ($Job -and (Test-Step -Step 'Make the jobs by agent-job.sql')) {
        $text = Get-Content -LiteralPath (Join-Path -Path $PSScriptRoot -ChildPath 'agent-job.sql') -Encoding UTF8 -Raw
        $text = Edit-Value -Text $text -Name 'database_name' -Value (ConvertTo-Literal -Text $Database)
        # An upgrade must not take away the operator, the mail and the times that a DBA gave the jobs.
        $text = Edit-Value -Text $text -Name 'keep_existing' -Value '1'
        Invoke-Script -Text $text -InDatabase 'master' -Step 'agent-job.sql'
    }

    # A first installation has no secret yet, and without secrets the preflight fails. Nobody but dbo may read csc.secret, so its rows are counted elsewhere.
    if (-not $PayloadOnly -and (Test-Step -Step 'Run csc.preflight, if a secret is set')) {
        $text = "IF EXISTS (SELECT 1 FROM [sys].[partitions] AS [p] WHERE [p].[object_id] = OBJECT_ID(N'[csc].[secret]') AND [p].[index_id] < 2 AND [p].[rows] > 0) EXECUTE [csc].[preflight]; ELSE PRINT N'No secret is set yet: csc.preflight was left out.';"
        Invoke-Script -Text $text -InDatabase $Database -Step 'csc.preflight'
    }

    if (-not $WhatIfPreference) {
        Write-Output 'Done.'
        if (-not $PayloadOnly) { Write-Output 'Where secrets are still to be set: EXECUTE [csc].[set_secret] in a query window, then EXECUTE [csc].[preflight].' }
    }
}
catch {
    Write-Output "FAILED: $($_.Exception.Message)"
    exit 1
}
