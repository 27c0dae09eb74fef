#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "access/actor.hpp"
#include "access/directory.hpp"
#include "notify/webhooks/sender.hpp"
#include "notify/webhooks/webhook.hpp"
#include "store/database.hpp"

namespace amparo::notify {

/// The registered receivers, and who may change them: `read`, `create`, `write` and `delete` of
/// the resource `webhook`. Whoever has more sent than before, or elsewhere, must be able to give
/// the role of the webhook and to read all that it sends. Thread-safe.
class WebhookRegistry {
  public:
    using All = std::vector<Webhook>;
    using Directories = std::function<std::shared_ptr<const access::Directory>()>;
    WebhookRegistry(store::Database& database, Directories directory, WebhookTargets targets);

    /// In the order they were made. forbidden.
    Result<All> list(const access::Actor& actor) const;
    /// forbidden, not_found; the right is asked first, here and below.
    Result<Webhook> find(const access::Actor& actor, const std::string& id) const;
    /// As find(), for whoever wants to send something to it now.
    Result<Webhook> find_for_test(const access::Actor& actor, const std::string& id) const;
    /// `invalid` with problems, `conflict` when another one has the address.
    Result<Webhook> create(const access::Actor& actor, const json::Object& input);
    /// What is absent from the input stays. precondition_failed when `expected` is not stored.
    Result<Webhook> update(const access::Actor& actor, const std::string& id,
                           const json::Object& input, std::optional<store::Revision> expected);
    /// With all its deliveries.
    Result<> remove(const access::Actor& actor, const std::string& id,
                    std::optional<store::Revision> expected);

    /// All as of a snapshot: for whoever must see them and the change log at one moment.
    static Result<All> load(store::Snapshot& snapshot);
    /// All as they are now, for whoever makes deliveries; never null.
    std::shared_ptr<const All> all() const;
    /// One of them, or nullopt.
    std::optional<Webhook> known(const std::string& id) const;
    /// Disables one whose receiver is no more. Does nothing when it changed meanwhile.
    Result<> stop(const Webhook& webhook);

    const WebhookTargets& targets() const { return targets_; }

    static constexpr std::size_t webhooks_max = 100;
    static constexpr std::chrono::hours old_secret_kept{24};

  private:
    Result<> check_sharing(const access::Actor& actor, const Webhook& before,
                           const Webhook& after) const;
    Result<Webhook> draft(Webhook before, const json::Object& input) const;
    Result<> store(store::Transaction& transaction, const Webhook& webhook,
                   const std::string& actor) const;

    struct State {
        mutable std::mutex mutex;  // guards current
        std::shared_ptr<const All> current = {};
        std::atomic<bool> is_stale = true;
    };
    store::Database& database_;
    Directories directory_;
    WebhookTargets targets_;
    std::shared_ptr<State> state_;  // outlives this, because followers do
};

}  // namespace amparo::notify
