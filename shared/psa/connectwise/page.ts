import type { PsaPage } from '../page.ts'

/**
 * /v4_6_release/services/system_io/Service/fv_sr100_request.rails?service_recid=<id> and
 * /v4_6_release/ConnectWise.aspx?routeTo=ServiceFV&recid=<id>, at any host; the first part names the release.
 */
const page: PsaPage = {
  ticket({ pathname, search }) {
    const [, place] = pathname.match(/^\/v\w+\/(.+)$/) ?? []
    const id = /^services\/system_io\/service\/fv_sr100_request\.rails$/i.test(place ?? '')
      ? search('service_recid')
      : /^connectwise\.aspx$/i.test(place ?? '') && search('routeTo') === 'ServiceFV'
        ? search('recid')
        : null
    return id?.match(/^[1-9]\d{0,14}$/)?.[0] ?? null
  },
  avoid: [],
}
export default page
