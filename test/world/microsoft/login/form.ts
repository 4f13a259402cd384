/** The fields of a form post. (workerd warns when such a body is read as text.) */
export async function readForm(request: Request): Promise<URLSearchParams> {
  return new URLSearchParams(new TextDecoder().decode(await request.arrayBuffer()))
}
