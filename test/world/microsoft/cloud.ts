/** Host names and issuers of one of Microsoft's clouds. */
export interface Cloud {
  login: string
  graph: string
  /** Issuer of version 1.0 tokens is https://<this>/<tenant>/ */
  issuer: string
  /** Other names of the login host */
  aliases: string[]
  /** Domain that every tenant's first name ends in */
  initialDomain: string
}

/** https://learn.microsoft.com/graph/deployments */
export const clouds = {
  public: {
    login: 'login.microsoftonline.com',
    graph: 'graph.microsoft.com',
    issuer: 'sts.windows.net',
    aliases: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
    initialDomain: 'onmicrosoft.com',
  },
  usgov: {
    login: 'login.microsoftonline.us',
    graph: 'graph.microsoft.us',
    issuer: 'sts.windows.net',
    aliases: ['login.microsoftonline.us', 'login.usgovcloudapi.net'],
    initialDomain: 'onmicrosoft.us',
  },
  china: {
    login: 'login.partner.microsoftonline.cn',
    graph: 'microsoftgraph.chinacloudapi.cn',
    issuer: 'sts.chinacloudapi.cn',
    aliases: ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'],
    initialDomain: 'partner.onmschina.cn',
  },
} as const satisfies Record<string, Cloud>

export type CloudName = keyof typeof clouds
