import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'

/**
 * A proxy for browsers that cannot be told to find a host elsewhere: the stage's hosts lead to its https port, every
 * other one nowhere.
 */
export async function openProxy(isOfStage: (host: string) => boolean, stagePort: number) {
  const server = createServer((_, response) => response.writeHead(502).end())
  server.on('connect', ({ url = '' }, client: Socket, head: Buffer) => {
    const host = url.split(':')[0] ?? ''
    client.on('error', () => client.destroy())
    if (!isOfStage(host)) {
      client.end('HTTP/1.1 502 Nowhere\r\n\r\n')
      return
    }
    const stage = connect(stagePort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connected\r\n\r\n')
      stage.write(head)
      stage.pipe(client)
      client.pipe(stage)
    })
    stage.on('error', () => client.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
export type StageProxy = Awaited<ReturnType<typeof openProxy>>
