export { BODY_LIMIT, createHttpAdapter, errorBody, type HttpReporting } from './http-adapter.js';
export { ownOrigins } from './own-origin.js';
export { asText, inBoth, PLAIN_PAGE_HEADERS, plainPage } from './plain-page.js';
export { apiHeaders, APP_HEADERS, PAGE_HEADERS } from './security-headers.js';
export { serveApp, serveFolder } from './static-folder.js';
