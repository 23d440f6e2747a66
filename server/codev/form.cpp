#include "server/codev/form.hpp"

namespace ramure::codev {

Form::Form(const v1::RoundTemplate& form) {
  for (const v1::RoundKind& kind : form.kinds()) {
    kinds_.emplace(kind.key(), Kind{kinds_.size(), kind.meaning(), kind.after()});
  }
  for (const v1::RoundRight& right : form.always()) {
    for (const std::string& key : right.kinds()) kinds_.at(key).always |= only(right.role());
  }
  for (const v1::RoundStep& step : form.steps()) {
    positions_.emplace(step.key(), static_cast<std::uint32_t>(positions_.size() + 1));
    std::vector<Roles> allowed(kinds_.size());
    std::vector<bool> hidden(kinds_.size());
    bool sharing = false;
    for (const v1::RoundRight& right : step.rights()) {
      for (const std::string& key : right.kinds()) {
        const Kind& granted = kinds_.at(key);
        allowed[granted.at] |= only(right.role());
        sharing = sharing || granted.meaning == v1::CONTRIBUTION_MEANING_SHARING_CHOICE;
        const bool is_synthesis = granted.meaning == v1::CONTRIBUTION_MEANING_SYNTHESIS;
        if (is_synthesis && reserve_from_ == 0) reserve_from_ = static_cast<std::uint32_t>(positions_.size());
      }
    }
    for (const std::string& key : step.hidden_kinds()) hidden[kinds_.at(key).at] = true;
    allowed_.push_back(std::move(allowed));
    hidden_.push_back(std::move(hidden));
    offers_sharing_.push_back(sharing);
  }
  second_round_from_ = position(form.second_round_from());
}

const Form::Kind* Form::kind(std::string_view key) const {
  const auto found = kinds_.find(key);
  return found == kinds_.end() ? nullptr : &found->second;
}

std::uint32_t Form::position(std::string_view key) const {
  const auto found = positions_.find(key);
  return found == positions_.end() ? 0 : found->second;
}

}  // namespace ramure::codev
