#!/usr/bin/env bash
# Pack the app bundle of macOS as a disk image, to be dragged into Applications.
#
#   python3 packaging/dev.py bundle
#   packaging/shipping/macos/make_dmg.sh 0.1.0
#
# With SIGNING_IDENTITY (a "Developer ID Application" certificate in the keychain) the app is signed;
# with NOTARY_PROFILE too (made by `xcrun notarytool store-credentials`) the image is notarised.
# Without them macOS asks once whether to open an app of an unknown developer.
set -euo pipefail

[ $# = 1 ] || { echo 'usage: make_dmg.sh VERSION' >&2; exit 2; }
cd "$(dirname "$0")/../../.."
app='dist/GMM Explorer.app'
image=dist/gmm-explorer-$1-macos-$(uname -m).dmg
[ -d "$app" ] || { echo "There is no $app: run packaging/dev.py bundle first." >&2; exit 1; }

if [ -n "${SIGNING_IDENTITY:-}" ]; then
    codesign --force --deep --options runtime --timestamp --sign "$SIGNING_IDENTITY" "$app"
    codesign --verify --deep --strict "$app"
fi

staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
cp -R "$app" "$staging/"
ln -s /Applications "$staging/Applications"
rm -f "$image"
hdiutil create -volname 'GMM Explorer' -srcfolder "$staging" -fs HFS+ -format UDZO "$image"

if [ -n "${SIGNING_IDENTITY:-}" ] && [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
echo "$image"
