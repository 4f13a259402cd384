import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { type ApiError, asApiError } from '../api-error.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { keepServer } from '../keep-server.ts'
import { readAddress } from '../server-address.ts'
import { signOut } from '../sign-in.ts'
import { Button } from '../ui/button.tsx'
import { TextInput } from '../ui/text-input.tsx'

/** The address, checked by asking whoever answers there. `address` is the one kept now, null = none yet. */
export function ServerForm({ address, onDone }: { address: string | null; onDone: () => void }) {
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
      await keepServer(read.origin, signOut)
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
        label={i18n.t('options.serverAddress')}
        placeholder={i18n.t('options.httpsSidelightYourcompanyCom')}
        value={typed}
        error={wrong}
        onInput={(value) => {
          setTyped(value)
          setWrong(null)
        }}
      />
      {failure && <ErrorNotice error={failure} what={i18n.t('options.serverNotAccepted')} />}
      <div class="buttons">
        <Button kind="primary" busy={isChecking} onClick={check}>
          {i18n.t('options.checkAndSave')}
        </Button>
        {address && <Button onClick={onDone}>{i18n.t('options.cancel')}</Button>}
      </div>
    </form>
  )
}
