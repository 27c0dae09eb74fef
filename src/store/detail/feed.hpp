#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "base/clock.hpp"
#include "store/database.hpp"
#include "store/detail/connection.hpp"

namespace amparo::store::detail {

/// Tells followers of every change once, in sequence order, one thread at a time. Own commits come
/// from memory; what other nodes or the command line committed in between is read from the log.
class Feed {
  public:
    using Connect = std::function<std::unique_ptr<Connection>()>;
    /// The clock outlives it.
    Feed(Connect connect, const Clock& clock) : connect_(std::move(connect)), clock_(clock) {}

    /// From here on changes are told; everything up to now is taken as known.
    void start();
    void follow_records(Database::Follower follower);
    void follow_documents(Database::DocumentFollower follower);
    /// The changes of a commit of this process. Returns when they, and all before them, have been
    /// told. If those before cannot be read now, catch_up() tells them later.
    void committed(std::vector<FeedItem> items);
    /// Tells what is in the log and has not been told. Throws Failure.
    void catch_up();
    /// Every follower has been told of all changes up to this one.
    Sequence announced() const { return announced_; }
    /// Every follower has been told of all that was committed, here or elsewhere, until then.
    Instant current_at() const { return current_at_; }

  private:
    void tell_pending();
    void tell_stored(Sequence up_to);
    void tell(std::vector<FeedItem> items);
    std::vector<FeedItem> fetch(Sequence up_to);
    template <class Read>
    auto reading(Read read);

    Connect connect_;
    const Clock& clock_;
    std::mutex mutex_;  // guards all below
    std::unique_ptr<Connection> connection_;
    Sequence told_ = 0;
    std::atomic<Sequence> announced_ = 0;  // told_, once the followers are done
    std::atomic<Instant> current_at_ = Instant{};
    std::map<Sequence, FeedItem> pending_;
    std::vector<Database::Follower> record_followers_;
    std::vector<Database::DocumentFollower> document_followers_;
};

/// How a document's kind reads in the log: "definition:form", "user"; and back ("" for others).
std::string subject_of_kind(std::string_view kind);
std::string kind_of_subject(std::string_view subject);

}  // namespace amparo::store::detail
