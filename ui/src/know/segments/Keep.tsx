import { Button, Group, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Problem, problemOf } from '~/shared/api/problem'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useAddress } from '~/shared/sentence/useAddress'
import { type Saving, type Segment, useSegments } from './queries'
import type { Draft } from './useDraft'

type Props = { draft: Draft; segment?: Segment; isChanged: boolean; saving: Saving }

/** The page's own address for a rule without a name. */
const OUR_OWN = 'new'

/** Keeps the rule under a name; what is wrong with the name is said at the name. */
export function Keep({ draft, segment, isChanged, saving }: Props) {
  const { t } = useTranslation('segments')
  const navigate = useNavigate()
  const [address] = useAddress()
  const [name, setName] = useState(segment?.name ?? address.name ?? '')
  const others = useSegments().data?.items ?? []
  const wanted = name.trim()
  const isOther = wanted !== segment?.name
  const isTaken = isOther && others.some((other) => other.name === wanted)
  const failed = saving.error ? problemOf(saving.error) : null
  const isBadName = failed !== null && isOfName(failed)
  const wrong =
    (isTaken && t('keep.taken')) || ((isBadName || wanted === OUR_OWN) && t('keep.badName'))

  const save = async () => {
    // What went wrong is shown at its place.
    const saved = await saving.mutateAsync({ name: wanted, rule: draft.rule }).catch(() => null)
    if (!saved) return
    notifications.show({ message: t('words:saved') })
    navigate({
      to: '/know/segments/$name',
      params: { name: saved.name } as never,
      search: (address.view ? { view: address.view } : {}) as never,
    })
  }
  return (
    <Panel title={segment ? t('keep.change') : t('keep.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Group gap="sm" align="flex-start">
          <TextInput
            label={t('keep.name')}
            description={segment && isOther ? t('keep.another', { name: segment.name }) : undefined}
            error={wrong || undefined}
            value={name}
            maxLength={100}
            onChange={(event) => {
              setName(event.currentTarget.value)
              saving.reset()
            }}
            flex="1 1 240px"
            maw={420}
          />
          <Button
            type="submit"
            mt={{ base: 0, sm: 25 }}
            loading={saving.isPending}
            disabled={!wanted || !!wrong || !draft.canBeSaved || !(isChanged || isOther)}
          >
            {t('words:save')}
          </Button>
        </Group>
      </form>
      {!draft.canBeSaved && (draft.fault || draft.isUnfinished) && (
        <Text size="sm" c="dimmed">
          {t(draft.fault ? 'keep.faulty' : 'keep.unfinished')}
        </Text>
      )}
      {failed && !isBadName && !isOfRule(failed) && <ProblemNotice error={saving.error} />}
    </Panel>
  )
}

function isOfName({ errors }: Problem): boolean {
  return errors.some((wrong) => wrong.field === 'name')
}

/** Whether the rule is at fault and not the saving; the rule says so then. */
export function isOfRule({ code, errors }: Problem): boolean {
  return code === 'segment_circle' || errors.some((wrong) => wrong.field === 'rule')
}
