const json = (value) => JSON.stringify(value, null, 2);

/** Example operations, one tab each. */
export const EXAMPLES = [
  {
    query: `# 自分は誰か。上のバーでサインインしてから ▶ を押してください。
# Who am I? Sign in with the bar above, then press ▶.
query Viewer {
  viewer {
    person { displayName title }
    organisation { id name kind country }
    roles
    language
  }
}
`,
  },
  {
    query: `# 事案情報の一覧(新しい順、20件ずつ)。続きは after に endCursor を入れる。
# Bulletins, newest first. For the next page put endCursor into after.
query Bulletins($first: Int!, $after: String) {
  bulletins(first: $first, after: $after) {
    nodes {
      id
      reference
      title
      tlp
      urgency
      state
      publishedAt
      originator { name }
      acknowledgement { kind dueAt }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    variables: json({ first: 20 }),
  },
  {
    query: `# 1件の本文。id は一覧から。見えないものと存在しないものは同じ NOT_FOUND になる。
# One bulletin; take its id from the list. What you may not see and what does not exist are the same NOT_FOUND.
query Bulletin($id: ID!) {
  bulletin(id: $id) {
    reference
    version
    revision
    state
    tlp
    handling
    handlingNote
    title
    countries
    facts { identifiedVictims citizenships exploitation prefectures }
    sections { heading body }
    acknowledgement { kind version acknowledgedAt dueAt }
  }
}
`,
    variables: json({ id: '' }),
  },
  {
    query: `# 題名と、自分に見える本文から語を探す(日本語・英語)。
# Words in titles and in the sections that you may see, Japanese or Latin.
query Search($text: String!) {
  bulletins(first: 20, filter: { text: $text }) {
    nodes { id reference title publishedAt }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    variables: json({ text: '人身取引' }),
  },
  {
    query: `# 起案 → 公開(または承認依頼)→ 受領確認。▶ を押すと、どれを実行するか選べる。
# Draft, publish (or submit for approval), acknowledge. Press ▶ and choose which one to run.
mutation Draft($input: DraftBulletinInput!) {
  draftBulletin(input: $input) {
    bulletin { id reference state revision }
  }
}

# expectedRevision: Draft が返した revision。 / The revision that Draft gave.
mutation Publish($publish: PublishBulletinInput!) {
  publishBulletin(input: $publish) {
    bulletin { id state version publishedAt }
  }
}

# 受け取った側が実行する。 / For those who received it.
mutation Acknowledge($acknowledge: AcknowledgeBulletinInput!) {
  acknowledgeBulletin(input: $acknowledge) {
    bulletin { id acknowledgement { kind version acknowledgedAt } }
  }
}
`,
    variables: json({
      input: {
        kind: 'NOTICE',
        tlp: 'GREEN',
        urgency: 'ROUTINE',
        language: 'ja',
        title: '連絡会議の日程について',
        audience: { everyone: true },
        sections: [{ heading: '日程', body: '次回の会議は **6月10日** です。' }],
      },
      publish: { id: '', expectedRevision: 1 },
      acknowledge: { id: '', version: 1, kind: 'RECEIVED' },
    }),
  },
  {
    query: `# プログラムからのサインイン。返った accessToken を次のヘッダーで送る。
# Signing in from a program. Send the accessToken in this header:
#   Authorization: Bearer <accessToken>
mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    accessToken
    expiresAt
    refreshToken
    viewer { person { displayName } organisation { name } roles }
  }
}
`,
    variables: json({ input: { email: '', password: '' } }),
  },
];
