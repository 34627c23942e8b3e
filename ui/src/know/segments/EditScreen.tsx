import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Page } from '~/shared/page/Page'
import { useAddress } from '~/shared/sentence/useAddress'
import { Editor } from './Editor'
import { type Segment, useReading, useSegment } from './queries'

/** A rule that has no name yet; an idea brings its own. */
export function NewScreen() {
  const { t } = useTranslation('segments')
  return (
    <Page title={t('newTitle')} intro={t('editIntro')}>
      <Begun />
    </Page>
  )
}

/** One saved segment: its rule, whom it means now, and what can be done with them. */
export function SegmentScreen() {
  const { name } = useParams({ strict: false }) as { name: string }
  const asked = useSegment(name)
  if (asked.data) return <Begun key={name} segment={asked.data} />
  return (
    <Page title={name}>
      <Answer of={asked} height={480}>
        {() => null}
      </Answer>
    </Page>
  )
}

/** What was being written is in the address, so that it is still there after a reload. */
function Begun({ segment }: { segment?: Segment }) {
  const [address] = useAddress()
  const [begun] = useState(address.text || null)
  const reading = useReading(begun)
  if (begun === null) return <Editor segment={segment} first={segment?.rule ?? 'everyone'} />
  return (
    <Answer of={reading} height={480}>
      {({ rule }) => (
        <Editor
          segment={segment}
          first={rule ?? segment?.rule ?? 'everyone'}
          typed={rule ? null : begun}
        />
      )}
    </Answer>
  )
}
