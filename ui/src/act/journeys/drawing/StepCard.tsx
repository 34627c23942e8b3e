import { Handle, type NodeProps, Position } from '@xyflow/react'
import classes from './drawing.module.css'

type Card = { name?: string; kind: string; says: string; numbers?: string; width: number }

/** One step of the drawing. */
export function StepCard({ data, selected }: NodeProps) {
  const { name, kind, says, numbers, width } = data as Card
  return (
    <div className={classes.card} data-chosen={selected || undefined} style={{ width }}>
      <Handle type="target" position={Position.Top} className={classes.handle} />
      <div className={classes.kind}>{name ? `${kind} · ${name}` : kind}</div>
      <div className={classes.says}>{says}</div>
      {numbers && <div className={classes.numbers}>{numbers}</div>}
      <Handle type="source" position={Position.Bottom} className={classes.handle} />
    </div>
  )
}
