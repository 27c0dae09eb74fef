#pragma once

#include <memory>
#include <thread>

#include "notify/webhooks/registry.hpp"
#include "records/service.hpp"

namespace amparo {
class Bell;
}

namespace amparo::notify {

/// Makes deliveries of the change log: for every committed change of a record, in the order of the
/// commits, one for each webhook that wants to know. A cursor in the database says how far it has
/// come and moves with the deliveries in one transaction, so that none is lost or made twice,
/// whoever stops when.
class WebhookDispatcher {
  public:
    WebhookDispatcher(records::Service& records, const WebhookRegistry& webhooks);
    ~WebhookDispatcher();
    WebhookDispatcher(const WebhookDispatcher&) = delete;
    WebhookDispatcher& operator=(const WebhookDispatcher&) = delete;

    /// Looks at each commit on a thread of its own from now on; first at what was missed.
    void start();
    /// Does what is due in the caller's thread; how many deliveries were made.
    Result<std::size_t> dispatch();

  private:
    Result<bool> dispatch_some(std::size_t& made);
    void work();

    records::Service& records_;
    const WebhookRegistry& webhooks_;
    std::shared_ptr<Bell> bell_;  // rung by every commit; outlives this, because followers do
    std::jthread thread_;
};

/// Whether changes of the record are offered to webhooks: its module says so for its type.
bool is_offered(const forms::Definitions& definitions, const store::StoredRecord& record);
/// Whether the state of synchronisation of such records is kept.
bool has_sync_state(std::string_view record_type);

}  // namespace amparo::notify
