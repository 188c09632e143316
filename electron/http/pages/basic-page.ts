/**
 * The page for old browsers in one language. It contains all texts; its script (renderer/basic) only shows and hides
 * them.
 */
import { PLAIN_PATH } from '../../../contract/wire/wire.ts';
import { directionOf } from '../../../locales/language.ts';
import type { Spoken } from '../../../locales/translate.ts';
import { BASIC_ICON_PATH, BASIC_SCRIPT_PATH, BASIC_STYLE_PATH } from './paths.ts';
import { markup } from './markup.ts';

/** The reader may not have joined yet, so the page says nothing about this chat. */
export function basicPage({ t, language }: Spoken): string {
  // The page's script fills in these placeholders.
  const gap = { name: '{{name}}', count: '{{count}}', interpolation: { skipOnVariables: true } } as const;
  return markup`<!DOCTYPE html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<title>${t('shared:product')}</title>
<link rel="icon" type="image/svg+xml" href="${BASIC_ICON_PATH}">
<link rel="stylesheet" href="${BASIC_STYLE_PATH}">
</head>
<body>
<div role="main">
<h1>${t('shared:product')}</h1>
<p id="status" role="status">${t('basic:basic.connecting')}</p>
<noscript><p>${t('basic:basic.no-script')} <a href="${PLAIN_PATH}">${t('basic:basic.plain')}</a></p></noscript>
<p id="trouble" role="alert" class="off"></p>
<p id="retry" class="off"><button type="button" id="again">${t('basic:basic.again')}</button></p>
<div id="log" role="log" aria-label="${t('basic:conversation')}" tabindex="0"></div>
<form id="form" action="${PLAIN_PATH}" method="get">
<p><label for="text" id="label">${t('basic:message')}</label>
<input id="text" type="text" autocomplete="off" maxlength="4000" dir="auto"></p>
<p><input id="send" type="submit" value="${t('basic:send')}">
<button type="button" id="leave">${t('basic:leave')}</button></p>
</form>
<p class="second">${t('basic:basic.address')} <a href="/?full">${t('basic:basic.full')}</a> · <a href="${PLAIN_PATH}">${t('basic:basic.plain')}</a></p>
<div id="words" class="off" hidden
 data-house="${t('shared:product')}"
 data-message="${t('basic:message')}"
 data-pin="${t('basic:pin')}"
 data-asked="${t('basic:basic.pin')}"
 data-joined="${t('basic:joined', gap)}"
 data-connecting="${t('basic:basic.connecting')}"
 data-here="${t('basic:basic.here')}"
 data-lost="${t('basic:basic.lost', gap)}"
 data-blocked="${t('basic:basic.blocked', gap)}"
 data-left="${t('basic:basic.left')}"
 data-none="${t('basic:basic.no-line')}"></div>
</div>
<script src="${BASIC_SCRIPT_PATH}"></script>
</body>
</html>
`.toString();
}
