import type { PsaPage } from '../page.ts'

/**
 * https://ww<n>.autotask.net/Mvc/ServiceDesk/TicketDetail.mvc?ticketId=<id>, also ids[0]=<id>; in the new layout this is
 * the address of a frame. Links by number (TicketByTicketNumber, ExecuteCommand.aspx) hold no id.
 */
const page: PsaPage = {
  ticket({ host, pathname, search }) {
    const isTicket = /^ww\d+\.autotask\.net\/mvc\/servicedesk\/ticketdetail\.mvc\/?$/i.test(host + pathname)
    const id = isTicket ? (search('ticketId') ?? search('ids[0]')) : null
    return id?.match(/^[1-9]\d{0,14}$/)?.[0] ?? null
  },
  avoid: [],
}
export default page
