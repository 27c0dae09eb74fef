#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "access/directory.hpp"
#include "forms/definitions.hpp"
#include "notify/centre.hpp"
#include "notify/preferences.hpp"
#include "notify/push_sender.hpp"
#include "notify/smtp.hpp"
#include "notify/subscriptions.hpp"
#include "notify/texts.hpp"
#include "store/jobs.hpp"

namespace amparo::notify {

/// How push messages are sent, from the settings push.*.
struct PushOptions {
    bool enabled = false;
    EcKeys keys = {};  // when enabled
    std::string contact = {};
    std::chrono::minutes pause_after{1440};
    PushTargets targets = PushTargets::public_only;
    std::string discreet_name = {};  // stands on phones in place of the app's, and tells no more
};

/// What the service stands on; built once in main and handed down.
struct Parts {
    store::Database& database;
    std::function<std::shared_ptr<const access::Directory>()> directory;
    std::function<std::shared_ptr<const forms::Definitions>()> definitions;
    /// The short id of a record, "" when there is none.
    std::function<std::string(const std::string& record_type, const std::string& id)> display_id;
    Texts texts;
    SmtpServer smtp;
    PushOptions push;
    std::string public_url;
};

/// The queues of notify beside records::notify_queue, and the kinds of its jobs.
inline constexpr std::string_view mail_queue = "mail";
inline constexpr std::string_view push_queue = "push";
inline constexpr std::string_view send_mail_kind = "send_mail";
inline constexpr std::string_view send_push_kind = "send_push";

/// Tells people of events: an item in the notification centre for each, once per event and
/// person, and a job for each mail and push message they want (case-management.md §6.4).
/// Thread-safe.
class Service {
  public:
    explicit Service(Parts parts);

    // The handlers of jobs, see store::JobHandler.

    /// Of records::announce_kind.
    Result<json::Object> announce(const store::RunningJob& running);
    /// Of send_mail_kind and send_push_kind.
    Result<json::Object> send_mail(const store::RunningJob& running);
    Result<json::Object> send_push(const store::RunningJob& running);
    /// Of access::reset_job: a new token by mail, whatever mails the user wants otherwise.
    Result<json::Object> send_password_reset(const store::RunningJob& running);
    /// Of records::contact_kind: a notice to the contact person of the deployment.
    Result<json::Object> tell_contact(const store::RunningJob& running);
    /// Each morning: one mail of what is unread since `since`, to those who want it so.
    Result<json::Object> send_digests(Instant since, const store::RunningJob& running);
    /// Forgets notifications that are older than limits allow; how many.
    Result<std::size_t> forget_old();

    const PushOptions& push() const { return parts_.push; }
    /// What each person has been told, and the browsers they registered.
    Centre& centre() { return centre_; }
    Subscriptions& subscriptions() { return subscriptions_; }

  private:
    struct News;
    struct Digest;
    Result<std::size_t> tell_all(store::Transaction& transaction, const std::set<UserName>& names,
                                 const News& news);
    Result<> tell(store::Transaction& transaction, const access::User& user, const News& news);
    Result<> enqueue_deliveries(store::Transaction& transaction, const access::User& user,
                                const News& news);
    Result<bool> enqueue_digest(store::Transaction& transaction, std::int64_t user_id,
                                const Digest& digest);
    Result<std::vector<std::int64_t>> browsers_of(store::Transaction& transaction,
                                                  const access::User& user) const;
    Result<std::optional<json::Object>> unread_since(store::Transaction& transaction,
                                                     std::int64_t user_id, Instant since) const;
    TextSources sources(const forms::Definitions& definitions,
                        const access::Directory& directory) const;

    Parts parts_;
    Subscriptions subscriptions_;
    Centre centre_;
};

}  // namespace amparo::notify
