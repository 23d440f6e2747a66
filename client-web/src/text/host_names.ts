// What markdown-it wants of the package punycode.js: the name of a host as it is asked for (« été.fr »: « xn--t-9faa.fr »).
// The browser's own reader of addresses knows. The other way round nothing is done: a name that was written in the form
// in which it is asked for is shown in it, so that no letter passes for another.

const toASCII = (host: string): string => (/[^\0-\x7f]/.test(host) ? new URL(`http://${host}`).hostname : host);

const toUnicode = (host: string): string => host;

export default { toASCII, toUnicode };
