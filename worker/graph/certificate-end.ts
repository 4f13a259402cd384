/** The moment after which an X.509 certificate (DER) is not valid any more, in milliseconds since 1970. */
export function endOfCertificate(der: Uint8Array): number {
  const [certificate] = elementsOf(der)
  const [signed] = elementsOf(certificate?.content)
  // RFC 5280 4.1: the version is optional and has tag [0]; then serial number, algorithm, issuer, validity.
  const fields = elementsOf(signed?.content).filter(({ tag }) => tag !== 0xa0)
  const [, end] = elementsOf(fields[3]?.content)
  if (!end) throw new Error('The certificate has no validity.')
  return timeOf(end)
}

interface Element {
  tag: number
  content: Uint8Array
}

/** The elements that follow each other in a stretch of DER (X.690: tag, length, content). */
function elementsOf(bytes: Uint8Array | undefined): Element[] {
  const elements: Element[] = []
  for (let at = 0; bytes && at < bytes.length; ) {
    const tag = bytes[at] ?? 0
    const first = bytes[at + 1] ?? 0
    // From 128 on the low bits say how many bytes the length takes.
    const lengthBytes = first < 0x80 ? [first] : [...bytes.subarray(at + 2, at + 2 + (first & 0x7f))]
    const start = at + 2 + (first < 0x80 ? 0 : first & 0x7f)
    const length = lengthBytes.reduce((sum, byte) => sum * 256 + byte, 0)
    if (start + length > bytes.length) throw new Error('The certificate breaks off.')
    elements.push({ tag, content: bytes.subarray(start, start + length) })
    at = start + length
  }
  return elements
}

/** UTCTime (yymmddhhmmssZ; from 50 on it is the former century) or GeneralizedTime (yyyymmddhhmmssZ). */
function timeOf({ tag, content }: Element): number {
  const text = new TextDecoder().decode(content)
  const full = tag === 0x18 ? text : `${Number(text.slice(0, 2)) >= 50 ? '19' : '20'}${text}`
  const time = Date.parse(full.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (Number.isNaN(time)) throw new Error('The certificate’s validity cannot be read.')
  return time
}
