import { availableParallelism, hostname, totalmem, userInfo } from 'node:os';

export interface Ports {
  readonly controller: number;
  readonly node: number;
}

/** Slurm on this machine alone: everything lies in one folder, and nothing is shared with a Slurm that may run here already. */
export function slurmConf(folder: string, { controller, node }: Ports): string {
  const name = hostname().split('.')[0]!;
  const user = userInfo().username;
  // some of it is the system's
  const megabytes = Math.floor((totalmem() / 2 ** 20) * 0.9);
  return `ClusterName=perpixel
SlurmctldHost=${name}(127.0.0.1)
SlurmctldPort=${controller}
SlurmdPort=${node}
SlurmUser=${user}
SlurmdUser=${user}
AuthType=auth/munge
# a task that is put back waits until its credential has run out, which takes two minutes otherwise
AuthInfo=socket=${folder}/munge/socket,cred_expire=10
CredType=cred/munge
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SwitchType=switch/none
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SchedulerType=sched/builtin
SchedulerParameters=batch_sched_delay=0
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
JobRequeue=1
MinJobAge=3600
KillWait=5
NodeName=${name} NodeAddr=127.0.0.1 CPUs=${availableParallelism()} RealMemory=${megabytes} State=UNKNOWN
PartitionName=all Nodes=${name} Default=YES MaxTime=INFINITE State=UP
`;
}
