#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "access/disposable_mail.hpp"
#include "access/proof_of_work.hpp"
#include "access/registration_streams.hpp"
#include "access/users.hpp"

namespace amparo {
class Settings;
}

/// Registering oneself (administration.md §6.3, decisions/0030). What is answered is the same
/// whether the address is known or not: the account is made, or its owner told, beside the
/// request.
namespace amparo::access {

/// The job that does so; payload as Registrations::submit() makes it.
inline constexpr std::string_view registration_job = "register_oneself";
/// One address gets at most one mail in so long because somebody registers with it again.
inline constexpr std::chrono::hours registration_mail_pause{1};
inline constexpr std::size_t full_name_characters_max = 200;

/// How a deployment lets people register.
struct RegistrationOptions {
    bool is_allowed = false;     // and mails can be sent, without which nobody gets in
    int work_bits = 15;          // ProofOfWork
    int per_address_minute = 6;  // 0: no limit
};

/// From the settings registration.* and smtp.host.
RegistrationOptions registration_options(const Settings& settings);

/// What somebody sends who registers.
struct Registration {
    std::string full_name;
    std::string email;
    std::string locale = {};  // empty: that of the deployment
    std::string stream;
    bool has_consented = false;
    bool wants_mail = true;
    std::string challenge = {};
    std::vector<std::uint64_t> answers = {};
    std::string remote_ip = {};
};

/// Thread-safe; light enough to be made for each call.
class Registrations {
  public:
    /// What it stands on; all outlive it.
    struct Parts {
        store::Database& database;
        LiveDirectory& directory;
        Users& users;
        std::function<std::shared_ptr<const forms::Definitions>()> definitions;
    };
    Registrations(Parts parts, RegistrationOptions options);

    /// The streams people may register by; none when the deployment does not allow it.
    std::vector<RegistrationStream> streams() const;
    /// Something to work out first. `forbidden` where nobody may register.
    Result<WorkChallenge> challenge();
    /// What shows otherwise than by work that a person sends it; asked when all else is good.
    using Proof = std::function<Result<>()>;
    /// Takes a registration in. `forbidden` where nobody may register; too_many_requests;
    /// `invalid` with all that will not do, but never with whether the address is known.
    Result<> submit(const Registration& registration, DisposableMail& disposable,
                    const Proof& other_proof = {});
    /// Of registration_job: makes the account and mails its owner a link for a password; tells
    /// the owner of a known address instead.
    Result<json::Object> carry_out(const json::Object& payload);

  private:
    Result<> check(const Registration& registration, DisposableMail& disposable) const;
    Result<json::Object> tell_owner(const User& owner, const std::string& email);
    Result<bool> may_mail(const std::string& email);
    Result<> enqueue(std::string_view kind, json::Object payload);

    Parts parts_;
    RegistrationOptions options_;
    ProofOfWork work_;
};

}  // namespace amparo::access
