import { Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import classes from './sentence.module.css'

type Props = { slice: string; name: string; words: Record<string, ReactElement> }

/** A question put as one sentence; the order of its words belongs to the language. */
export function Sentence({ slice, name, words }: Props) {
  const { t } = useTranslation(slice)
  return (
    <Text component="p" className={classes.sentence}>
      <Trans t={t} i18nKey={name} components={words} />
    </Text>
  )
}
