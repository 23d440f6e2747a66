// What those who animate have to do, quotes, and dossiers. Internal to storage/.
#pragma once

#include "ramure/v1/queries.pb.h"
#include "storage/asking.hpp"

namespace ramure::storage {

// What the tables know of the to-do list: obstacles without an answer, first visits, proposed resources, quotes.
// Whether the asker may have it is the door's to say; threads that he does not read are left out.
void query_to_do(Asking& asking, std::int64_t now_ms, v1::ToDoList& answer);

// Those that the asker himself was asked for, newest first.
void query_my_quotes(Asking& asking, v1::QuoteList& answer);

// Those that may be quoted now.
void query_allowed_quotes(Asking& asking, v1::DossierDraft& answer);

// Those of the channels that the asker reads, newest first, as many as make a megabyte or little more, with the words
// of their quotes and the names of who said them; without these where the words were erased since.
void query_dossiers(Asking& asking, v1::DossierList& answer);
std::optional<v1::Dossier> query_dossier(Asking& asking, std::uint64_t id);
std::optional<v1::Dossier> load_dossier(Connection& db, std::uint64_t id);  // whoever may read it

}  // namespace ramure::storage
