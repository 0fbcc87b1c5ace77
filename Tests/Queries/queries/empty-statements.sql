-- Nothing but a comment.
;;
/* and another */ ;
