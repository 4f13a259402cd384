/** Domains of e-mail addresses: what they say about whose address it is. */

const longestDomain = 253
const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?'
const whole = new RegExp(`^(?:${label}\\.)+\\p{L}(?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])$`, 'u')

/** A domain as it is compared: lower case, no dot at its end; null = it is none. */
export function plainDomain(text: string): string | null {
  const domain = text.trim().toLowerCase().replace(/\.$/, '')
  return domain.length <= longestDomain && whole.test(domain) ? domain : null
}

/** The domain of an e-mail address; null = it is no address. */
export function domainOfAddress(address: string): string | null {
  const at = address.lastIndexOf('@')
  return at > 0 ? plainDomain(address.slice(at + 1)) : null
}

/**
 * What Microsoft gives every tenant, cloud by cloud, with the routing domains below it (mail.…) and the older name: the
 * company behind it has another one. https://learn.microsoft.com/entra/identity/users/domains-manage
 */
const microsoftDomains = [
  'onmicrosoft.com',
  'onmicrosoft.us',
  'onmicrosoft.de',
  'onmschina.cn',
  'microsoftonline.com',
]

/** Providers with a domain a country: hotmail.com, hotmail.co.uk, yahoo.com.br … */
const providers = new Set([
  'aol',
  'gmail',
  'gmx',
  'googlemail',
  'hotmail',
  'icloud',
  'live',
  'msn',
  'outlook',
  'proton',
  'protonmail',
  'windowslive',
  'yahoo',
  'yandex',
  'ymail',
  'zohomail',
])
/** Providers, internet providers among them, with domains of their own. */
const providerDomains = new Set([
  '126.com',
  '163.com',
  'arcor.de',
  'att.net',
  'bellsouth.net',
  'bigpond.com',
  'bluewin.ch',
  'bt.com',
  'btinternet.com',
  'charter.net',
  'comcast.net',
  'cox.net',
  'fastmail.com',
  'fastmail.fm',
  'free.fr',
  'freenet.de',
  'hey.com',
  'hushmail.com',
  'laposte.net',
  'libero.it',
  'mac.com',
  'mail.com',
  'mail.ru',
  'mailbox.org',
  'me.com',
  'naver.com',
  'optusnet.com.au',
  'orange.fr',
  'pm.me',
  'posteo.de',
  'qq.com',
  'rediffmail.com',
  'rocketmail.com',
  'rogers.com',
  'sbcglobal.net',
  'seznam.cz',
  'shaw.ca',
  'sky.com',
  'sympatico.ca',
  't-online.de',
  'talktalk.net',
  'telus.net',
  'tuta.io',
  'tutanota.com',
  'verizon.net',
  'virginmedia.com',
  'wanadoo.fr',
  'web.de',
  'wp.pl',
  'xtra.co.nz',
  'zoho.com',
])

/** Whether a domain is some company's own: not one that anybody may have an address at. Expects a plain domain. */
export function isCompanyDomain(domain: string): boolean {
  if (providerDomains.has(domain)) return false
  if (microsoftDomains.some((other) => domain === other || domain.endsWith(`.${other}`))) return false
  const [first = '', ...rest] = domain.split('.')
  const isCountryOrCom = rest.length <= 2 && rest.every((part) => part.length <= 3)
  return !(providers.has(first) && isCountryOrCom)
}
