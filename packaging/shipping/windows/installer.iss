; The installer for Windows, by Inno Setup 6:
;   python packaging/dev.py bundle
;   iscc /DVersion=0.1.0 packaging\shipping\windows\installer.iss
; It needs no administrator: everything goes to the person who runs it, unless they choose otherwise.

#ifndef Version
  #error Say which version: iscc /DVersion=0.1.0 installer.iss
#endif
#define Root "..\..\.."
#define SessionType "GMMExplorer.Session"

[Setup]
AppId={{7C0E8C1B-5D3E-4E0B-9A55-6F2B0C1D7A42}
AppName=GMM Explorer
AppVersion={#Version}
AppPublisher=The GMM Explorer developers
DefaultDirName={autopf}\GMM Explorer
DefaultGroupName=GMM Explorer
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
LicenseFile={#Root}\LICENSE
OutputDir={#Root}\dist
OutputBaseFilename=gmm-explorer-{#Version}-windows-setup
SetupIconFile={#Root}\build\bundle\bundle\gmm-explorer.ico
UninstallDisplayIcon={app}\gmm-explorer.exe
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked

[InstallDelete]
; Of an older version nothing may stay that the new one does not have.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Root}\dist\gmm-explorer\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\GMM Explorer"; Filename: "{app}\gmm-explorer.exe"
Name: "{autodesktop}\GMM Explorer"; Filename: "{app}\gmm-explorer.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.gmmx"; ValueType: string; ValueData: "{#SessionType}"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.gmmx"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-gmm-explorer"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\{#SessionType}"; ValueType: string; ValueData: "GMM Explorer session"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\{#SessionType}\DefaultIcon"; ValueType: string; ValueData: "{app}\gmm-explorer.exe,0"
Root: HKA; Subkey: "Software\Classes\{#SessionType}\shell\open\command"; ValueType: string; ValueData: """{app}\gmm-explorer.exe"" ""%1"""
; "Open with" for tables, without taking them from the program that opens them now.
Root: HKA; Subkey: "Software\Classes\Applications\gmm-explorer.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "GMM Explorer"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\gmm-explorer.exe\shell\open\command"; ValueType: string; ValueData: """{app}\gmm-explorer.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\Applications\gmm-explorer.exe\SupportedTypes"; ValueType: string; ValueName: ".csv"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\gmm-explorer.exe\SupportedTypes"; ValueType: string; ValueName: ".tsv"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\.csv\OpenWithList\gmm-explorer.exe"; Flags: uninsdeletekey

[Run]
Filename: "{app}\gmm-explorer.exe"; Description: "{cm:LaunchProgram,GMM Explorer}"; Flags: nowait postinstall skipifsilent
