package io.gridloom.it;

/** A process that is killed by {@code kill -9}. */
enum Victim {
  TASK_MANAGER {
    @Override
    void kill(ClusterRun run, int taskManager) throws Exception {
      run.cluster().killTaskManager(taskManager);
    }
  },
  JOB_MANAGER {
    @Override
    void kill(ClusterRun run, int taskManager) throws Exception {
      run.cluster().killJobManager();
      run.cluster().startJobManager();
    }
  };

  /**
   * Kills it; another JobManager starts at once.
   *
   * @param taskManager the one to kill, if it is a TaskManager
   */
  abstract void kill(ClusterRun run, int taskManager) throws Exception;
}
