/** The part in one's own language of what the hub says in English and Japanese ("Too late. / 遅すぎます。"). */
export function saidIn(message: string, code: string): string {
  const [english = '', japanese] = message.split(' / ');
  return japanese !== undefined && /[\u3040-\u30ff\u4e00-\u9fff]/.test(japanese) ? (code === 'ja' ? japanese : english) : message;
}
