import { Accounts } from '../psa/accounts.tsx'
import { useRead } from '../query.ts'
import { StepCard } from './step-card.tsx'

/** The accounts of ticket systems that the server may use. Administrators connect them, all see them. */
export function Connections({ number, isReady }: { number: number | null; isReady: boolean }) {
  const list = useRead('psas.list', {}, { enabled: isReady })
  return (
    <StepCard
      id="psa"
      number={number}
      title="Ticket systems"
      isDone={list.data?.connections.some(({ disconnected }) => !disconnected) ?? false}
      waitsFor={isReady ? null : 'After you have signed in.'}
      summary="The server reads tickets and writes contacts and notes with its key. The key never comes back here."
    >
      <Accounts list={list} />
    </StepCard>
  )
}
