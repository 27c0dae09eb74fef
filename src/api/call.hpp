#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.hpp"
#include "access/directory.hpp"
#include "access/sessions.hpp"
#include "api/services.hpp"
#include "base/json.hpp"
#include "forms/definitions.hpp"
#include "http/message.hpp"

namespace amparo::api {

/// What the audit log will say of a call besides what every call has.
struct AuditNote {
    std::string action;       // set by the route, e.g. "show"; a handler may replace it
    std::string record_type;  // model name, e.g. "Child"
    std::string record_id;
    std::string user_name;  // as submitted, for a log-in
    bool is_wanted = true;
    json::Object details = {};  // what only this kind of call has: forms of a print, its digest
    /// Records that this was about besides record_id; each gets an entry of its own.
    std::vector<std::string> record_ids = {};
};

/// One request on its way through a handler: who asks, for what, with which data.
class Call {
  public:
    Call(http::Request& request, const Services& services)
        : request_(request), services_(services) {}

    const http::Request& request() const { return request_; }
    const Services& services() const { return services_; }

    /// Who asks. On an open route without a session, a bug.
    const access::Actor& actor() const;
    bool is_signed_in() const { return actor_.has_value(); }
    void sign_in(access::Actor actor) { actor_ = std::move(actor); }
    /// The session that the cookie named, if any.
    const access::Session* session() const { return session_ ? &*session_ : nullptr; }
    void set_session(access::Session session) { session_ = std::move(session); }
    void end_session() { session_.reset(); }

    /// One state of the configuration and of the directory for the whole call.
    const forms::Definitions& definitions();
    const access::Directory& directory();
    /// After a change of users or roles: the reply shows the new state.
    void renew_directory() { directory_.reset(); }

    /// Query and body as one parameter set (records.md §1): JSON or a form, with bracket keys of
    /// the query put in where the body has none. `malformed` when it cannot be read.
    Result<json::Object> body() const;
    /// The `data` member of the body; `invalid` when it is missing or no object.
    Result<json::Object> data() const;
    /// The named member of the body as data() gives `data`; {"user": …} of the account endpoints.
    Result<json::Object> member(std::string_view name) const;

    /// The path's parameter as a number; `not_found` when it is none.
    Result<std::int64_t> number(std::string_view parameter) const;
    /// A query parameter as text / as a truth ("true", "1").
    std::string query(std::string_view name) const;
    bool query_is_true(std::string_view name) const;
    /// All values of a query parameter, in any array form.
    std::vector<std::string> query_list(std::string_view name) const;

    /// Where the request comes from, for sessions and throttling.
    access::ClientInfo client() const;
    AuditNote& audit() { return audit_; }
    /// Headers the answer gets besides those of the handler: cookies.
    http::Pairs& reply_headers() { return reply_headers_; }

  private:
    http::Request& request_;
    const Services& services_;
    std::optional<access::Actor> actor_;
    std::optional<access::Session> session_;
    std::shared_ptr<const forms::Definitions> definitions_;
    std::shared_ptr<const access::Directory> directory_;
    AuditNote audit_;
    http::Pairs reply_headers_;
};

}  // namespace amparo::api
