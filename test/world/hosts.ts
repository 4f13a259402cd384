/** The real host names at which the embedded world answers to a browser; * stands for any name. */
export const worldHosts = [
  'login.microsoftonline.com',
  'graph.microsoft.com',
  'api.partnercenter.microsoft.com',
  '*.syncromsp.com',
] as const
