export { Base64Scalar, type JsonObject, JsonObjectScalar, UInt64Scalar } from './data.scalars.js';
export { canonicalLanguageTag, CountryCodeScalar, isCountryCode, LanguageTagScalar, MarkdownScalar, plainText } from './text.scalars.js';
export { DateScalar, DateTimeScalar, isCalendarDay, parseInstant } from './time.scalars.js';
