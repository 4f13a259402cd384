import { useEffect, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { ShownContact } from '#shared/psa/page.ts'
import * as icons from '../ui/icons.ts'
import type { CardAnswer } from './answer.ts'
import type { CardPort } from './overlay.tsx'
import type { PageRecord } from './pages.ts'

/** How often a page may change its mind about whom it names. */
const mostTurns = 3

/** Asks about the record at hand; an answer about another one comes too late and is dropped. */
export function useAnswer(record: PageRecord, shown: ShownContact | null, port: CardPort) {
  const [answer, setAnswer] = useState<CardAnswer | null | 'waiting'>('waiting')
  const current = useRef(0)
  const wait = (asked: Promise<CardAnswer | null>, quietly = false) => {
    const turn = ++current.current
    if (!quietly) setAnswer('waiting')
    asked.then(
      (next) => turn === current.current && setAnswer(next),
      () => turn === current.current && setAnswer(noAnswer),
    )
  }
  const { host, kind, id } = record
  const latest = useRef(shown)
  latest.current = shown
  const told = useRef<string | null>(null)
  const turns = useRef(0)
  const ask = (quietly = false) => {
    told.current = JSON.stringify(latest.current)
    wait(port.ask({ kind, id }, latest.current), quietly)
  }
  useEffect(() => {
    turns.current = 0
    ask()
    const stop = port.onAskAgain(() => ask(true))
    return () => {
      stop()
      current.current++
    }
  }, [host, kind, id, port])
  // What the page shows helps only where nobody was found, and may come after the address.
  const isWanting = answer !== 'waiting' && (answer?.state === 'nobody' || answer?.state === 'refused')
  useEffect(() => {
    if (!isWanting || JSON.stringify(shown) === told.current || turns.current >= mostTurns) return
    turns.current++
    ask(true)
  }, [isWanting, shown?.name, shown?.email])
  return { answer, ask, confirm: () => wait(port.confirm({ kind, id })) }
}

const noAnswer: CardAnswer = {
  state: 'refused',
  icon: icons.danger,
  title: i18n.t('ticket.noAnswer'),
  short: i18n.t('ticket.why'),
  about: null,
  text: i18n.t('ticket.extensionDidNotAnswerReload'),
  foot: i18n.t('ticket.nothingChanged'),
  ways: [{ to: 'again', word: i18n.t('ticket.tryAgain') }],
}
