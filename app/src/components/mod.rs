//! One visible thing per file. Components show and report; they hold no rule and call no server.

pub mod account_facts;
pub mod candidate_card;
pub mod cas_counts;
pub mod copied;
pub mod dialog;
pub mod differences;
pub mod field;
pub mod file_card;
pub mod file_drop;
pub mod frame;
pub mod heading;
pub mod hold;
pub mod loaded;
pub mod new_password;
pub mod notice;
pub mod pager;
pub mod pair_table;
pub mod passphrase;
pub mod password_gate;
pub mod path;
pub mod problem_list;
pub mod progress;
pub mod signed_in;
pub mod steps_nav;
pub mod stock_box;
pub mod work_file;
