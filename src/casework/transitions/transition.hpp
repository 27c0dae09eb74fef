#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/json.hpp"

/// How records change hands (case-management.md §5). A record keeps its transitions in its data,
/// oldest first; what follows from them (access, lists, counts) are derived rules.
namespace amparo::casework {

enum class TransitionType { assign, referral, transfer, transfer_request };
enum class TransitionStatus { in_progress, accepted, rejected, done, revoked };

/// "Assign", "in_progress", …; back, nullopt for an unknown name.
std::string_view wire_name(TransitionType type);
std::string_view wire_name(TransitionStatus status);
std::optional<TransitionType> transition_type_named(std::string_view name);
std::optional<TransitionStatus> transition_status_named(std::string_view name);

/// One step that a transition can take.
struct TransitionMove {
    TransitionType type;
    TransitionStatus from;
    TransitionStatus to;
};
/// The state machines of all four types (§5.1); what is not in the table is not reachable.
std::span<const TransitionMove> transition_moves();
bool is_reachable(TransitionType type, TransitionStatus from, TransitionStatus to);
/// Assignments are done when they are made; the others wait for an answer.
TransitionStatus first_status(TransitionType type);

/// Where a record keeps them.
inline constexpr std::string_view transitions_key = "transitions";
/// Where a referral keeps its conversation, and when each person last read it.
inline constexpr std::string_view messages_key = "messages";
inline constexpr std::string_view messages_read_key = "messages_read";

/// A look at one stored transition.
class TransitionLook {
  public:
    explicit TransitionLook(const json::Object& row) : row_(row) {}

    const json::Object& row() const { return row_; }
    /// The member; "" without it.
    std::string text(std::string_view key) const { return json::string_or(row_, key); }
    std::string id() const { return text("id"); }
    std::string sender() const { return text("transitioned_by"); }
    std::string recipient() const { return text("transitioned_to"); }
    /// What is damaged reads as an assignment that was revoked.
    TransitionType type() const;
    /// As type().
    TransitionStatus status() const;
    /// Whether it is of that type.
    bool is(TransitionType type) const { return this->type() == type; }
    bool is_remote() const { return json::bool_or(row_, "remote", false); }
    bool is_waiting() const { return status() == TransitionStatus::in_progress; }
    /// A referral that gives its recipient access.
    bool is_active_referral() const;

  private:
    const json::Object& row_;
};

}  // namespace amparo::casework
