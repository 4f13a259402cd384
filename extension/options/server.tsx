import { useState } from 'preact/hooks'
import { type ApiError, asApiError } from '../api-error.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { readAddress, readPublicConfig } from '../server-address.ts'
import { backendAddress, backendConfig } from '../settings.ts'
import { signOut } from '../sign-in.ts'
import { Button } from '../ui/button.tsx'
import { LinkButton } from '../ui/link.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { StepCard } from './step-card.tsx'

/** Step 1: where the company's own Sidelight server answers. */
export function Server({ number, address }: { number: number; address: string | null }) {
  const [isChanging, setChanging] = useState(false)
  const isOpen = !address || isChanging
  return (
    <StepCard
      id="server"
      number={number}
      title="Your Sidelight server"
      isDone={!!address}
      summary={address ?? 'Your company runs its own server; an administrator knows its address.'}
    >
      {isOpen ? (
        <ServerForm address={address} onDone={() => setChanging(false)} />
      ) : (
        <LinkButton onClick={() => setChanging(true)}>Change the server</LinkButton>
      )}
    </StepCard>
  )
}

function ServerForm({ address, onDone }: { address: string | null; onDone: () => void }) {
  const [typed, setTyped] = useState(address ?? '')
  const [wrong, setWrong] = useState<string | null>(null)
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [isChecking, setChecking] = useState(false)

  const check = async () => {
    const read = readAddress(typed)
    setFailure(null)
    setWrong('wrong' in read ? read.wrong : null)
    if ('wrong' in read) return
    setChecking(true)
    try {
      await keepServer(read.origin)
      onDone()
    } catch (error) {
      setFailure(asApiError(error))
    } finally {
      setChecking(false)
    }
  }

  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        check()
      }}
    >
      <TextInput
        label="Server address"
        placeholder="https://sidelight.yourcompany.com"
        value={typed}
        error={wrong}
        onInput={(value) => {
          setTyped(value)
          setWrong(null)
        }}
      />
      {failure && <ErrorNotice error={failure} what="The server was not accepted." />}
      <div class="buttons">
        <Button kind="primary" busy={isChecking} onClick={check}>
          Check and save
        </Button>
        {address && <Button onClick={onDone}>Cancel</Button>}
      </div>
    </form>
  )
}

/** Keeps the server once it has said who it is. A session at another server ends. */
async function keepServer(origin: string): Promise<void> {
  const config = await readPublicConfig(origin)
  const former = await backendAddress.getValue()
  if (former && former !== origin) await signOut()
  await backendConfig.setValue(config)
  await backendAddress.setValue(origin)
}
