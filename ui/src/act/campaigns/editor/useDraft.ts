import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tellProblem } from '~/shared/page/tellProblem'
import { type Campaign, type CampaignChange, useChangeCampaign } from '../queries'

/** Long enough to finish a word, short enough that nothing is lost on leaving. */
const PAUSE = 500

export type Draft = Required<
  Pick<
    Campaign,
    | 'name'
    | 'channel'
    | 'condition'
    | 'subject'
    | 'body_mjml'
    | 'design'
    | 'note'
    | 'language'
    | 'hold_out_share'
    | 'variants'
    | 'delivery'
  >
>

function draftOf(campaign: Campaign): Draft {
  const { name, channel, condition, subject, body_mjml, note, language } = campaign
  const design = campaign.design ?? null
  const { hold_out_share, variants, delivery } = campaign
  const said = { subject, body_mjml, design, note, language, variants }
  return { name, channel, condition, ...said, hold_out_share, delivery }
}

/** A draft that saves itself; `version` grows with every save, so that the preview follows. */
export function useDraft(campaign: Campaign) {
  const { t } = useTranslation('campaigns')
  const [draft, setDraft] = useState<Draft>(() => draftOf(campaign))
  const [unsaved, setUnsaved] = useState(false)
  const [version, setVersion] = useState(0)
  const saving = useChangeCampaign(campaign.id)

  const save = async (body: CampaignChange) => {
    try {
      await saving.mutateAsync({ path: { id: campaign.id }, body })
      setUnsaved(false)
      setVersion((before) => before + 1)
    } catch (error) {
      tellProblem(error, t)
    }
  }
  const saveSoon = useDebouncedCallback(save, { delay: PAUSE, flushOnUnmount: true })

  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    setUnsaved(true)
    saveSoon(next)
  }
  return { draft, change, unsaved, version }
}
