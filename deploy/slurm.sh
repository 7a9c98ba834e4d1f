#!/bin/bash
# A job array: each task labels its part of the list. Submit it where the output folder is seen from all nodes:
#   sbatch --array=0-7 deploy/slurm.sh /data/drives --model driving-street --out /shared/results
# and, when all of it is done:
#   perpixel merge /shared/results
#SBATCH --job-name=perpixel
#SBATCH --cpus-per-task=4
#SBATCH --mem=2G
#SBATCH --requeue
#SBATCH --open-mode=append
# notice half a minute before the time is over: what is finished is put down, and the next run goes on behind it
#SBATCH --signal=B:TERM@30

"${PERPIXEL:-perpixel}" label "$@" --threads "${SLURM_CPUS_PER_TASK:-1}" &
command=$!
trap 'kill -TERM $command' TERM
wait $command
code=$?
# a trap ends “wait” before the command has ended
while kill -0 $command 2>/dev/null; do
  wait $command
  code=$?
done

# 2: the command line is wrong, 3: some videos are broken. Neither is better the next time; whatever else ended it may be
case $code in
  0 | 2 | 3) exit $code ;;
esac
if [ "${SLURM_RESTART_COUNT:-0}" -lt 5 ]; then
  scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"
fi
exit $code
