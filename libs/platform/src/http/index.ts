export { BODY_LIMIT, createHttpAdapter, errorBody, type HttpReporting } from './http-adapter.js';
export { asText, inBoth, PLAIN_PAGE_HEADERS, plainPage } from './plain-page.js';
export { apiHeaders, PAGE_HEADERS } from './security-headers.js';
export { serveFolder } from './static-folder.js';
