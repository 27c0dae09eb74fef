#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "records/service.hpp"
#include "store/database.hpp"
#include "store/jobs.hpp"

namespace amparo::cli {

/// Does the jobs of the queue "records", one after another on a thread of its own, until it is
/// destroyed. A job that fails is tried again later; several nodes may each have a worker.
class JobWorker {
  public:
    JobWorker(store::Database& database, records::Service& records);
    ~JobWorker();
    JobWorker(const JobWorker&) = delete;
    JobWorker& operator=(const JobWorker&) = delete;

  private:
    struct Bell;
    void work();
    bool do_next();
    Result<json::Object> run(const store::Job& job);

    store::Database& database_;
    records::Service& records_;
    std::shared_ptr<Bell> bell_;
    std::jthread thread_;
};

}  // namespace amparo::cli
