#pragma once

#include <functional>
#include <memory>
#include <string>

#include "access/directory.hpp"
#include "base/messages.hpp"
#include "forms/definitions.hpp"
#include "notify/mail.hpp"
#include "records/events.hpp"

namespace amparo::notify {

/// What the texts are written from, as it is now.
struct TextSources {
    const forms::Definitions& definitions;
    const access::Directory& directory;
    std::string public_url;          // "https://cases.example.org", without a slash at the end
    std::string discreet_name = {};  // of the app, where nobody may see what it is for
};

/// An event as one person is told of it.
struct Announcement {
    records::Event event;
    std::string display_id;  // the record's short id; never a name
};

/// What a browser shows. No personal data.
struct PushText {
    std::string title;
    std::string body;
    std::string action_label;
    std::string link;  // "<host>/v2/<records>/<id>", without the scheme
};

/// How many news of each kind a person has not seen.
struct DigestCount {
    records::EventKind kind;
    std::size_t count = 0;
};

/// Writes mails and push messages from config/mail, in the language of whoever gets them.
/// Immutable, so that many threads may use it.
class Texts {
  public:
    explicit Texts(Messages messages) : messages_(std::move(messages)) {}

    /// Of one event.
    Mail mail(const TextSources& sources, const access::User& user,
              const Announcement& announcement) const;
    /// Of a day.
    Mail digest(const TextSources& sources, const access::User& user,
                const std::vector<DigestCount>& counts) const;
    /// To the contact person of the deployment, in its language; `{"notice": …, "percent": …}`.
    Mail notice(const TextSources& sources, const std::string& address,
                const json::Object& details) const;
    /// Of one event.
    PushText push(const TextSources& sources, const access::User& user,
                  const Announcement& announcement) const;

  private:
    Messages messages_;
};

/// The address of what an event is about: its record, else the notifications.
std::string link_of(const std::string& public_url, const records::Event& event);

}  // namespace amparo::notify
