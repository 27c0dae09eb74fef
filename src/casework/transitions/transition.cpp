#include "casework/transitions/transition.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"

namespace amparo::casework {
namespace {

using Type = TransitionType;
using Status = TransitionStatus;

constexpr std::array<std::string_view, 4> type_names{"Assign", "Referral", "Transfer",
                                                     "TransferRequest"};
constexpr std::array<std::string_view, 5> status_names{"in_progress", "accepted", "rejected",
                                                       "done", "revoked"};

// A request is revoked by the server only, when the record changes hands or nobody answers.
constexpr TransitionMove moves[] = {
    {Type::referral, Status::in_progress, Status::accepted},
    {Type::referral, Status::in_progress, Status::rejected},
    {Type::referral, Status::in_progress, Status::revoked},
    {Type::referral, Status::accepted, Status::done},
    {Type::referral, Status::accepted, Status::revoked},
    {Type::transfer, Status::in_progress, Status::accepted},
    {Type::transfer, Status::in_progress, Status::rejected},
    {Type::transfer, Status::in_progress, Status::revoked},
    {Type::transfer_request, Status::in_progress, Status::accepted},
    {Type::transfer_request, Status::in_progress, Status::rejected},
    {Type::transfer_request, Status::in_progress, Status::revoked},
};

template <class Enum, std::size_t Size>
std::optional<Enum> named(const std::array<std::string_view, Size>& names, std::string_view name) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view wire_name(TransitionType type) {
    return type_names.at(static_cast<std::size_t>(type));
}

std::string_view wire_name(TransitionStatus status) {
    return status_names.at(static_cast<std::size_t>(status));
}

std::optional<TransitionType> transition_type_named(std::string_view name) {
    return named<TransitionType>(type_names, name);
}

std::optional<TransitionStatus> transition_status_named(std::string_view name) {
    return named<TransitionStatus>(status_names, name);
}

std::span<const TransitionMove> transition_moves() {
    return moves;
}

bool is_reachable(TransitionType type, TransitionStatus from, TransitionStatus to) {
    return std::ranges::any_of(moves, [&](const TransitionMove& move) {
        return move.type == type && move.from == from && move.to == to;
    });
}

TransitionStatus first_status(TransitionType type) {
    return type == Type::assign ? Status::done : Status::in_progress;
}

// What is stored was written from the tables above; an unknown name is damage, and is read as
// what opens nothing.
TransitionType TransitionLook::type() const {
    return transition_type_named(text("type")).value_or(Type::assign);
}

TransitionStatus TransitionLook::status() const {
    return transition_status_named(text("status")).value_or(Status::revoked);
}

bool TransitionLook::is_active_referral() const {
    return is(Type::referral) && (is_waiting() || status() == Status::accepted);
}

}  // namespace amparo::casework
